-- A coordinator's call can confirm or end a case; the requester may be safe before help has come.
alter table help_request
  drop constraint help_request_outcome,
  add constraint help_request_outcome check (outcome in ('confirmed', 'confirmed-by-phone', 'unconfirmed', 'safe',
    'withdrawn', 'duplicate', 'not-found', 'not-real', 'referred'));
