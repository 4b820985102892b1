-- Systems of others ask again and again what has moved since they last asked: of the cases that came in from systems,
-- a small part of all. `document` stands in other indexes already, so that this one costs no update in place.
create index cases_moved on cases (channel, updated_at) where channel = 'api';
