-- The demonstration's functions: the coordinator of each region, under its responder id in dispatch, and the invented persons whose roles look after all of it.
delete from function_area;

insert into function_area (municipality, recipient, coordinates)
select municipality, 'KF-10', true
from unnest(array['1060', '1080', '1081', '1082', '1083']) as area(municipality);

insert into function_area (municipality, recipient, coordinates)
select municipality, 'KF-13', true
from unnest(array['1315', '1380', '1381', '1382', '1383', '1384']) as area(municipality);

insert into function_area (municipality, recipient, coordinates)
select municipality, recipient, recipient = 'SE2321000081-DEMOCOORDINATOR'
from unnest(array['1060', '1080', '1081', '1082', '1083', '1315', '1380', '1381', '1382', '1383', '1384'])
       as area(municipality),
     unnest(array['SE2321000081-DEMONURSE', 'SE2321000081-DEMOTEAM', 'SE2321000081-DEMOPHYSICIAN',
                  'SE2321000081-DEMOCOORDINATOR']) as person(recipient);

insert into function_area (municipality, recipient, follows_up)
select municipality, 'SE2321000081-DEMOMAS', true
from unnest(array['1060', '1080', '1081', '1082', '1083', '1315', '1380', '1381', '1382', '1383', '1384'])
       as area(municipality);
