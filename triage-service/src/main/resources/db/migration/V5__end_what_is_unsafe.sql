-- A version that was ended for what it said judges nothing any more, also no request that was raised while it was in force. And one that was approved can be
-- ended before anybody has set when it begins.
alter table rule_set add column unsafe boolean not null default false;
alter table rule_set drop constraint rule_set_is_active_first;
alter table rule_set add constraint rule_set_is_approved_before_it_ends check (retired_from is null or approved_at is not null);
