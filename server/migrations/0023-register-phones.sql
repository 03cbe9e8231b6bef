-- Finds a resident again by phone: the keyed hash of the number in phone_cipher.
alter table register_resident add column phone_hash bytea;
comment on column register_resident.phone_hash is 'personal';
create index register_resident_phoned on register_resident (subdistrict_code, phone_hash)
  where phone_hash is not null and deleted_at is null and merged_into is null;
