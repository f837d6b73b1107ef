# gb9704 with a column of 10 characters of the same size
s/^right  = 26mm/right  = 126.2857mm/
s|^em    = width/28|em    = width/10|
