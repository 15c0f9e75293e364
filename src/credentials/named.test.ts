import { expect, test } from 'vitest';
import { findNamedCredentials } from './named.ts';

const found = (text: string) => findNamedCredentials(text).map(({ start, end }) => text.slice(start, end));

test.each([
  ['DB_PASSWORD=hunter2'],
  ['export DB_PASSWORD="hunter2"'],
  ["DB_PASSWORD='hunter2'"],
  ['db_password = hunter2'],
  ['password: hunter2 # the database'],
  ['"password": "hunter2",'],
  ['{\\"password\\":\\"hunter2\\"}'],
  ['--db-password=hunter2 --verbose'],
  ['--db-password hunter2 --verbose'],
  ['["--password", "hunter2"]'],
  ['- --password\n- hunter2\n'],
  ['helm install shop --set auth.password=hunter2'],
  ['<password>hunter2</password>'],
  ['ENV DB_PASSWORD hunter2'],
  ['- name: DB_PASSWORD\n  value: hunter2\n'],
  ['- name: "DB_PASSWORD"\r\n  value: "hunter2"\r\n'],
  ['- value: hunter2\n  name: DB_PASSWORD\n'],
  ['- {name: DB_PASSWORD, value: hunter2}'],
  ['{"name":"DB_PASSWORD","value":"hunter2"}'],
  ['{\n  "name": "DB_PASSWORD",\n  "value": "hunter2"\n}'],
  ['#  - name: DB_PASSWORD\n#    value: hunter2\n'],
  ['PASSWORD=hunter2;USER=x'],
  ['[\n  "--password",\n  "hunter2"\n]'],
  ['{"text":"a: 1\\npassword: hunter2\\nb: 2"}'],
])('finds the value in %j', (text) => {
  expect(found(text)).toEqual(['hunter2']);
});

test.each([
  ['password: The password to use for the database'],
  ['DB_PASSWORD=$DB_PASSWORD'],
  ['DB_PASSWORD=${DB_PASSWORD:-}'],
  ['DB_PASSWORD='],
  ['password:'],
  ['{"name": "--password",\n "nargs": 1}'],
  ['arn:aws:secretsmanager:eu-west-1:1:secret:Db4Xk29fLqPz8w'],
  ['password: ""'],
  ['--password --verbose'],
  ['secretName: hunter2'],
  ['- name: DB_PASSWORD\n  valueFrom:\n    secretKeyRef:\n      name: db\n      key: password\n'],
  ['- name: DB_PASSWORD\n- value: hunter2'.replace('- value', '  other')],
  ['key: password\nvalue: hunter2'],
  ['the token: a string that identifies you'],
])('finds nothing in %j', (text) => {
  expect(found(text)).toEqual([]);
});
