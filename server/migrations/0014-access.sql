-- Approved people may not change what the approval rested on; grants end with their granter; look-ups are counted.

-- When a coordinator first approved who this is. From then on a change of name, kinds or affiliation waits.
alter table volunteer add vouched_at timestamptz;
update volunteer set vouched_at = coalesce(decided_at, registered_at)
where status in ('approved', 'suspended')
  or exists (select from volunteer_area where volunteer_id = volunteer.id and approved_at is not null);

-- Who an approved volunteer wants to be: the whole new identity, until a coordinator decides. One per volunteer.
create table volunteer_change (
  volunteer_id uuid primary key references volunteer (id),
  id uuid not null constraint volunteer_change_once unique,
  asked_at timestamptz not null,
  name text not null,
  kinds text[] not null,
  affiliation text,
  programme text
);
comment on column volunteer_change.name is 'personal';
comment on column volunteer_change.affiliation is 'personal';

-- Whether an account holds a role over an area now, by a running grant whose granters all hold it too, up to the first account.
-- Walks from the account upwards: a circle of grants that no longer reaches the first account holds nothing.
create function answers_for(holder uuid, over text, with_role text, moment timestamptz) returns boolean
language sql stable as $$
  with recursive above as (
    select g.id, g.role, g.granted_by from access_grant g
    where g.account_id = holder and g.ended_at is null
      and g.starts_at <= moment and (g.ends_at is null or g.ends_at > moment)
      and (g.role = 'national' or (with_role = 'coordinator' and over ^@ any (g.areas)))
    union
    select g.id, g.role, g.granted_by from above join access_grant g on g.account_id = above.granted_by
    where g.ended_at is null
      and g.starts_at <= moment and (g.ends_at is null or g.ends_at > moment)
      and (g.role = 'national' or (above.role = 'coordinator' and over ^@ any (g.areas)))
  )
  select exists (select from above where granted_by is null)
$$;

-- How often somebody looked somebody up, in parts of an hour; removed after a day.
create table look_up (
  account_id uuid not null references auth_user (id),
  kind text not null,
  part timestamptz not null,
  count integer not null,
  constraint look_up_pkey primary key (account_id, kind, part)
);
create index look_up_to_forget on look_up (part);

-- What a coordinator should look at: somebody who looks up unusually many, or codes by SMS used up (no account).
create table alarm (
  id uuid primary key,
  kind text not null,
  account_id uuid references auth_user (id),
  -- where the account works: who answers for one of them sees the alarm
  areas text[] not null,
  level text not null constraint alarm_level check (level in ('half', 'full')),
  count integer not null,
  since timestamptz not null,
  at timestamptz not null,
  dismissed_at timestamptz,
  dismissed_by uuid references auth_user (id)
);
create unique index alarm_open on alarm (account_id, kind) nulls not distinct where dismissed_at is null;
create index alarm_to_forget on alarm (at);

-- Who gave cases back without an attempt waits longer and longer before the next claim.
create table claim_pause (
  account_id uuid primary key references auth_user (id),
  releases smallint not null,
  released_at timestamptz not null,
  until timestamptz not null
);

-- How many one-time codes went out, by hour.
create table code_budget (
  hour timestamptz primary key,
  codes integer not null
);

-- Said by somebody signed in or with a proven phone: only such a word counts as a person.
alter table facility_remark add proven boolean not null default false;

create index auth_session_to_forget on auth_session ("expiresAt");
create index auth_verification_to_forget on auth_verification ("expiresAt");

grant select, insert, update, delete on volunteer_change, look_up, alarm, claim_pause, code_budget to jitasa_app;
