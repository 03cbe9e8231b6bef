-- Keys are looked up by their text. Of rows this new PostgreSQL knows nothing, and took the smaller index of numbers for
-- it, walking all keys of an import for each: now that one begins with the number, and serves numbers only.
drop index import_key_of_row;
create index import_key_of_row on import_key (number, import_id);
