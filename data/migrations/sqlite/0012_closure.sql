-- On which days a service is closed, or open at other times, is said of its hours: it takes what hours take.
insert into member_class (member, class) values ('porchlight_closures', 'contact');
