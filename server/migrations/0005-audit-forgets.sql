-- A person who is erased is forgotten in the audit record too: the free text of why goes, who did what and when stays.
-- The application still can change nothing there by itself; all it may ask for is this.
create function forget_audit_reasons(of_province text, of_subject text) returns void
  language sql security definer set search_path = public, pg_temp
  as $$ update audit set reason = null
    where audit.province_code = of_province and audit.subject = of_subject and audit.reason is not null $$;
revoke execute on function forget_audit_reasons from public;
grant execute on function forget_audit_reasons to jitasa_app;
