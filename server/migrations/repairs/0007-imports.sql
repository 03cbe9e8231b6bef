-- The first edition of imports knew no tally, no row to look at and no keys.
alter table import add column if not exists tally jsonb not null default '{}';
alter table import add column if not exists only_good boolean not null default true;
alter table import add column if not exists forgotten_at timestamptz;
do $$
begin
  if exists (select from pg_indexes where indexname = 'import_ending' and indexdef not like '%forgotten_at%') then
    drop index import_ending;
    create index import_ending on import (ends_at) where forgotten_at is null;
  end if;
end
$$;
alter table import_row add column if not exists to_look boolean not null default false;
alter table import_row add column if not exists mended_cells integer not null default 0;
create index if not exists import_row_to_look on import_row (province_code, import_id, number) where to_look;
create index if not exists import_row_mended on import_row (province_code, import_id, number) where mended_cells > 0;
create table if not exists import_key (
  province_code text not null,
  import_id uuid not null,
  key text not null,
  number integer not null,
  lon double precision,
  lat double precision,
  constraint import_key_pkey primary key (province_code, import_id, key, number)
);
comment on column import_key.key is 'personal';
comment on column import_key.lon is 'personal';
comment on column import_key.lat is 'personal';
create index if not exists import_key_of_row on import_key (province_code, import_id, number);
grant select, insert, update, delete on import_key to jitasa_app;
