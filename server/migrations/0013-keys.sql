-- The secrets that personal fields are sealed and looked up with, each sealed under a key of the installation, which is not
-- in the database. A key that opens none of them is another installation's. Only the owner reads this.
create table data_secret (
  -- the first byte of what is sealed with it; lookups use the lowest
  id smallint primary key constraint data_secret_id check (id between 1 and 255),
  -- by which key it is sealed: a part of the key's hash
  key_id text not null,
  secret_cipher bytea not null,
  made_at timestamptz not null default now()
);
comment on column data_secret.secret_cipher is 'personal';
