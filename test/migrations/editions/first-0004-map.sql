-- Counts of open requests per place, the only thing the public map reads. A change of a request adds one row
-- here in its own transaction (no lock on a busy cell); a follower folds them into map_count a few times a second.
create table map_change (
  id bigint generated always as identity primary key,
  province_code text not null,
  subdistrict_code text not null,
  h3_cell text not null,
  needs text[] not null,
  waiting smallint not null,
  helping smallint not null,
  red smallint not null
);

-- need '' counts requests, whatever they need (a request with two needs is one request).
create table map_count (
  province_code text not null,
  level text not null constraint map_count_level check (level in ('province', 'district', 'subdistrict', 'cell')),
  code text not null,
  need text not null,
  waiting integer not null,
  helping integer not null,
  red integer not null,
  oldest timestamptz,
  constraint map_count_pkey primary key (province_code, level, code, need)
) with (fillfactor = 70);
create index map_count_by_code on map_count (need, code);

grant select, insert, delete on map_change to jitasa_app;
grant select, insert, update, delete on map_count to jitasa_app;
