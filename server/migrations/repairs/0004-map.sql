-- Early editions counted in one table, without the wait. The counts are made anew from the requests.
do $$
begin
  if exists (select from pg_attribute where attrelid = 'map_change'::regclass and attname = 'red' and not attisdropped) then
    drop table map_change, map_count;
  end if;
end
$$;
-- Counts of open requests per place, the only thing the public map reads. A change of a request adds rows here in
-- its own transaction (no lock on a busy place); a follower folds them into the counts twice a second.
-- waiting_since belongs to the waiting counted or uncounted: the oldest wait of a place follows from it.
create table if not exists map_change (
  province_code text not null,
  id bigint generated always as identity,
  subdistrict_code text not null,
  h3_cell text not null,
  needs text[] not null,
  waiting_since timestamptz not null,
  waiting smallint not null,
  helping smallint not null,
  waiting_red smallint not null,
  helping_red smallint not null,
  constraint map_change_pkey primary key (province_code, id)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000, autovacuum_vacuum_cost_delay = 0);

-- All that the map may know of requests; it reads nothing else of theirs.
create or replace view map_request as
select province_code, subdistrict_code, h3_cell, needs, waiting_since,
  (status = 'waiting')::int as waiting,
  (status <> 'waiting')::int as helping,
  (status = 'waiting' and urgency = 3)::int as waiting_red,
  (status <> 'waiting' and urgency = 3)::int as helping_red
from help_request
where status <> 'closed' and lead_id is null;

-- The finest counts. A hexagon on a border has a row for each subdistrict in it; its reader adds them up.
-- need '' counts requests, whatever they need (a request with two needs is one request).
create table if not exists map_cell_count (
  province_code text not null,
  subdistrict_code text not null,
  h3_cell text not null,
  need text not null,
  waiting integer not null,
  helping integer not null,
  waiting_red integer not null,
  helping_red integer not null,
  oldest timestamptz,
  constraint map_cell_count_pkey primary key (province_code, subdistrict_code, need, h3_cell)
) with (fillfactor = 80);
create index if not exists map_cell_count_by_cell on map_cell_count (h3_cell, need);

-- The same for provinces, districts and subdistricts: the length of the code says which.
create table if not exists map_area_count (
  province_code text not null,
  area_code text collate "C" not null,
  need text not null,
  waiting integer not null,
  helping integer not null,
  waiting_red integer not null,
  helping_red integer not null,
  oldest timestamptz,
  constraint map_area_count_pkey primary key (province_code, area_code, need)
) with (fillfactor = 70);

grant select on map_request to jitasa_app;
grant select, insert, delete on map_change to jitasa_app;
grant select, insert, update, delete on map_cell_count, map_area_count to jitasa_app;
