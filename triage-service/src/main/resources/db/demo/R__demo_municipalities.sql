-- Blekinge and Halland, as in dispatch.
delete from municipality;

insert into municipality (code, region) values
  ('1060', '10'), ('1080', '10'), ('1081', '10'), ('1082', '10'), ('1083', '10'),
  ('1315', '13'), ('1380', '13'), ('1381', '13'), ('1382', '13'), ('1383', '13'), ('1384', '13');
