-- Early editions: audit indexes by another order, no sealed phone beside a code, no record_audit.
drop index if exists audit_by_area;
drop index if exists audit_by_subject;
create index audit_by_subject on audit (subject, id) where subject is not null;
create index if not exists audit_newest on audit (id);
do $$
begin
  if not exists (select from pg_attribute where attrelid = 'phone_code'::regclass and attname = 'phone_cipher') then
    -- a code lives for minutes: those without a phone are of no more use
    delete from phone_code;
    alter table phone_code add column phone_cipher bytea not null;
  end if;
end
$$;
comment on column phone_code.phone_cipher is 'personal';
create index if not exists phone_code_ended on phone_code (ends_at);
create or replace function record_audit(
  province_code text, id uuid, at timestamptz, action text, by_kind text, account_id uuid, subject text, area text
) returns void language sql as $$
  insert into audit (province_code, id, at, action, by_kind, account_id, subject, area)
  values (province_code, id, at, action, by_kind, account_id, subject, area)
$$;
grant delete on first_account_link to jitasa_app;
