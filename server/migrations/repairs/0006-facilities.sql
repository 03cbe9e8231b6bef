-- Editions before facilities were whole.
alter table facility add column if not exists volunteers_asked_at timestamptz;
create index if not exists facility_in_order on facility (name_th collate "th-x-icu", id) where verification = 'verified' and gone_at is null;
create index if not exists facility_by_hours on facility (province_code, hours) where hours is not null;
alter table facility_hours add column if not exists changes_at timestamptz;
alter table holiday add column if not exists off boolean not null default false;
create index if not exists facility_remark_to_forget on facility_remark (at) where from_hash <> '';
create index if not exists facility_check_to_forget on facility_check (at) where note is not null;
create table if not exists facility_volunteer_asked (
  account_id uuid primary key references auth_user (id),
  asked_at timestamptz not null
);
create index if not exists keeper_grant_to_forget on keeper_grant (ended_at) where ended_at is not null;
grant select, insert, update on facility_volunteer_asked to jitasa_app;
grant update (note) on facility_check to jitasa_app;
grant delete on keeper_grant to jitasa_app;
