-- A volunteer may work in several provinces, so the row itself belongs to none; volunteer_area does.
create table volunteer (
  id uuid primary key,
  account_id uuid not null constraint volunteer_account_once unique references auth_user (id),
  name text not null,
  kinds text[] not null,
  affiliation text,
  programme text,
  skills text[] not null default '{}',
  vehicles text[] not null default '{}',
  availability text,
  status text not null constraint volunteer_status check (status in ('pending', 'approved', 'refused', 'suspended')),
  reason text,
  registered_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid references auth_user (id),
  closed_cases integer not null default 0,
  last_seen_at timestamptz
);
comment on column volunteer.name is 'personal';
comment on column volunteer.affiliation is 'personal';
comment on column volunteer.availability is 'personal';
comment on column volunteer.reason is 'personal';

create table volunteer_area (
  province_code text not null,
  volunteer_id uuid not null references volunteer (id),
  area_code text not null,
  approved_at timestamptz,
  approved_by uuid references auth_user (id),
  constraint volunteer_area_pkey primary key (province_code, volunteer_id, area_code),
  constraint volunteer_area_province check (left(area_code, 2) = province_code)
);
create index volunteer_area_by_area on volunteer_area (province_code, area_code);

grant select, insert, update on volunteer to jitasa_app;
grant select, insert, update, delete on volunteer_area to jitasa_app;
