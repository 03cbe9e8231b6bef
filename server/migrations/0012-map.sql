-- What the public map shows is published on a beat. Before, counts followed every change within half a second, and the moment and
-- the kind of a single change told of a single person.

drop view map_request;
drop table map_cell_count, map_area_count;
delete from map_change;
alter table map_change
  drop column needs, drop column waiting_since, drop column waiting_red, drop column helping_red,
  -- 1 when the request is known, so that what is told of known ones may have to be told anew
  add column known smallint not null default 0;

-- All that the map may know of requests; it reads nothing else of theirs. person: whom a known one counts for, so that a proven
-- phone counts once however often it asks; null for what nobody has proven and nobody in charge knows.
create view map_request as
select province_code, subdistrict_code, h3_cell, needs, urgency, waiting_since, status = 'waiting' as waiting,
  case when known_at is not null then id::text when phone_verified then encode(reporter_phone_hash, 'hex') end as person
from help_request
where status <> 'closed' and lead_id is null and counts_in_public;

-- The last beat: when it was. One row.
create table map_beat (
  single boolean primary key default true constraint map_beat_single check (single),
  at timestamptz not null
);

-- What the public sees of places, as of the last beat. The code is an area's, or a hexagon's.
create table map_place (
  code text collate "C" primary key,
  waiting integer not null,
  helping integer not null,
  -- three and more, of three people who are known: numbers are told, not only that there is something
  enough boolean not null,
  -- changes of known ones since the last publication in map_told; counted for districts and provinces
  known_changes integer not null,
  -- has changed on a short beat: the next long one looks whether they are still enough
  unsure boolean not null
) with (fillfactor = 80);
create index map_place_unsure on map_place (code) where unsure;

-- What is told of the people in a district or a province, in steps that hide each of them.
create table map_told (
  code text collate "C" primary key,
  at timestamptz not null,
  red integer not null,
  oldest timestamptz,
  needs jsonb not null
);

grant select on map_request to jitasa_app;
grant select, insert, update, delete on map_beat, map_place, map_told to jitasa_app;
