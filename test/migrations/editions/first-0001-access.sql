-- The application's own database role. Everything the running server does, it does as this role:
-- it owns nothing, so what is not granted here is refused by PostgreSQL itself.
do $$
begin
  if not exists (select from pg_roles where rolname = 'jitasa_app') then
    create role jitasa_app nologin;
  end if;
  execute format('grant jitasa_app to %I', current_user);
end
$$;

create extension if not exists btree_gist;

-- Columns marked 'personal' hold something about a person: test/personal-columns.test.ts knows them all,
-- erasing walks them, and no public route may read them.

-- better-auth's tables (its names inside; phone numbers reach it sealed, see access/sealed-phone.ts)
create sequence account_code;
create table auth_user (
  id uuid primary key,
  name text not null,
  email text not null constraint auth_user_email_once unique,
  "emailVerified" boolean not null default false,
  image text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  "phoneNumber" text constraint auth_user_phone_once unique,
  "phoneNumberVerified" boolean,
  code text not null default lpad(nextval('account_code')::text, 4, '0') constraint auth_user_code_once unique
);
comment on column auth_user.name is 'personal';
comment on column auth_user.email is 'personal';
comment on column auth_user.image is 'personal';
comment on column auth_user."phoneNumber" is 'personal';

create table auth_session (
  id uuid primary key,
  "expiresAt" timestamptz not null,
  token text not null constraint auth_session_token_once unique,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" uuid not null references auth_user (id) on delete cascade
);
comment on column auth_session."ipAddress" is 'personal';
comment on column auth_session."userAgent" is 'personal';
create index auth_session_of_user on auth_session ("userId");

create table auth_account (
  id uuid primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" uuid not null references auth_user (id) on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null
);
comment on column auth_account."accountId" is 'personal';
create index auth_account_of_user on auth_account ("userId");

create table auth_verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
comment on column auth_verification.identifier is 'personal';
comment on column auth_verification.value is 'personal';
create index auth_verification_identifier on auth_verification (identifier);

-- One-time codes, for signing in and for proving the phone of a help request alike.
create table phone_code (
  id uuid primary key,
  phone_hash bytea not null,
  address_hash bytea not null,
  code_hash bytea not null,
  wrong_tries smallint not null default 0,
  sent_at timestamptz not null,
  ends_at timestamptz not null,
  used_at timestamptz
);
comment on column phone_code.phone_hash is 'personal';
comment on column phone_code.address_hash is 'personal';
create index phone_code_by_phone on phone_code (phone_hash, sent_at);
create index phone_code_by_address on phone_code (address_hash, sent_at);

-- A role over a set of area prefixes ('' is the country), held by a phone number and taken by signing in with it.
create table access_grant (
  id uuid primary key,
  role text not null constraint access_grant_role check (role in ('national', 'coordinator')),
  areas text[] not null constraint access_grant_areas check (cardinality(areas) > 0),
  name text not null,
  phone_hash bytea not null,
  phone_cipher bytea not null,
  account_id uuid references auth_user (id),
  granted_by uuid references auth_user (id),
  starts_at timestamptz not null,
  ends_at timestamptz,
  ended_at timestamptz,
  ended_by uuid references auth_user (id)
);
comment on column access_grant.name is 'personal';
comment on column access_grant.phone_hash is 'personal';
comment on column access_grant.phone_cipher is 'personal';
create index access_grant_by_phone on access_grant (phone_hash);
create index access_grant_by_account on access_grant (account_id);

-- The one-time link of the first start.
create table first_account_link (
  token_hash bytea primary key,
  made_at timestamptz not null,
  used_at timestamptz
);

-- Who did what, when and why. The application may add and read, never change or remove.
create table audit (
  province_code text not null,
  id uuid not null,
  at timestamptz not null,
  action text not null,
  by_kind text not null,
  account_id uuid,
  subject text,
  area text,
  reason text,
  constraint audit_pkey primary key (province_code, id)
);
comment on column audit.reason is 'personal';
comment on column audit.province_code is 'two digits, or 00 for the country';
create index audit_by_area on audit (province_code, at desc);
create index audit_by_subject on audit (province_code, subject, at desc) where subject is not null;

grant usage on schema public to jitasa_app;
grant usage on sequence account_code to jitasa_app;
grant select, insert, update, delete on auth_user, auth_session, auth_account, auth_verification to jitasa_app;
grant select, insert, update, delete on phone_code to jitasa_app;
grant select, insert, update on access_grant, first_account_link to jitasa_app;
grant select, insert on audit to jitasa_app;
