-- A certificate by which a device may prove itself at the broker over TLS, beside its key.

alter table devices
  add column certificate_by text,
  add column certificate text,
  add column certificate_at timestamptz,
  add constraint devices_certificate_whole
    check ((certificate_by is null) = (certificate is null) and (certificate_by is null) = (certificate_at is null)),
  add constraint devices_certificate_by_known check (certificate_by in ('fingerprint', 'subject'));
comment on column devices.certificate_by is 'fingerprint: this very certificate, whoever issued it; subject: any certificate of that common name which the CA for devices issued.';
comment on column devices.certificate is 'SHA-256 of the certificate in hex, or the common name of its subject.';
comment on column devices.certificate_at is 'When it was entered; removing it turns the device away at once.';
