from pkg import config
