-- Editions of the register before it was whole.
create index if not exists register_household_to_empty on register_household (changed_at) where deleted_at is not null and versions <> '{}';
create index if not exists register_household_numbered on register_household (subdistrict_code, house_no) where deleted_at is null;
comment on column register_resident.dose_count is 'personal';
comment on column register_resident.next_visit_on is 'personal';
create index if not exists register_resident_named on register_resident (subdistrict_code, name_key) where deleted_at is null and merged_into is null;
create index if not exists register_resident_to_empty on register_resident (changed_at)
  where (deleted_at is not null or merged_into is not null) and versions <> '{}';
create index if not exists register_resident_gone on register_resident (changed_at)
  where gone is not null and deleted_at is null and merged_into is null;
alter table register_visit add column if not exists changed_at timestamptz;
update register_visit set changed_at = coalesce(deleted_at, made_at) where changed_at is null;
alter table register_visit alter column changed_at set not null;
comment on column register_visit.next_visit_on is 'personal';
create index if not exists register_visit_deleted on register_visit (deleted_at) where deleted_at is not null;
create index if not exists register_gone_of_record on register_gone (record_id);
create index if not exists register_conflict_made on register_conflict (made_at);
create index if not exists register_move_to_empty on register_move (decided_at) where reason is not null;
comment on column register_appointment.dose is 'personal';
comment on column register_appointment.state is 'personal';
comment on column register_request.need is 'personal';
comment on column register_request.outcome is 'personal';
create table if not exists register_compared (
  province_code text not null,
  subdistrict_code text not null,
  seq bigint not null,
  until bigint not null,
  constraint register_compared_pkey primary key (province_code, subdistrict_code)
);
create index if not exists register_compared_waiting on register_compared (subdistrict_code) where seq < until;
create index if not exists register_merge_made on register_merge (made_at);
alter table register_compared enable row level security;
drop policy if exists own_areas on register_compared;
create policy own_areas on register_compared using (subdistrict_code ^@ any ((select register_scope())::text[]));
drop policy any_scope on register_figure;
create policy any_scope on register_figure using ((select cardinality(register_scope())) > 0);
drop function if exists register_holder;
create or replace function register_holders(hashes bytea[])
returns table (identity_hash bytea, resident_id uuid, subdistrict_code text, name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select register_identity.identity_hash, register_resident.id, register_resident.subdistrict_code, register_resident.name
  from register_identity
  join register_resident on register_resident.id = register_identity.resident_id
    and register_resident.province_code = left(register_identity.subdistrict_code, 2)
  where register_identity.identity_hash = any (hashes)
$$;
-- How many are booked at a site in a time, whoever booked them; who is no longer there takes no place.
create or replace function register_booked(facility uuid, from_time timestamptz, to_time timestamptz)
returns integer language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::int from register_appointment
  where register_appointment.facility_id = facility and register_appointment.at >= from_time and register_appointment.at < to_time
    and (register_appointment.state = 'came' or register_appointment.state = 'booked' and exists (
      select from register_resident where register_resident.id = register_appointment.resident_id
        and register_resident.deleted_at is null and register_resident.merged_into is null and register_resident.gone is null))
$$;
revoke execute on function register_holders, register_booked from public;
grant execute on function register_holders, register_booked to jitasa_app;
grant select, insert, update, delete on register_compared to jitasa_app;
