-- The extension behind a facility's phone, by the phone as it stands in "phones": {"+6625800704": "12"}. Null: none has one.
alter table facility add column extensions jsonb;
