import { expect, test } from 'vitest';
import { messageIds, runRule } from '../../../test/rules/run-rule.ts';
import { encryptedStorage } from './encrypted-storage.ts';

test.each([
  ['ebs.csi.aws.com', { encrypted: 'true' }, []],
  ['ebs.csi.aws.com', { encrypted: 'True' }, []],
  ['ebs.csi.aws.com', { encrypted: 'false' }, ['off']],
  ['ebs.csi.aws.com', {}, ['undecided']],
  ['rbd.csi.ceph.com', {}, ['off']],
  ['rbd.csi.ceph.com', { encrypted: 'true' }, []],
  ['disk.csi.azure.com', {}, []],
  ['kubernetes.io/no-provisioner', {}, []],
])('%s with %j', (provisioner, parameters, reports) => {
  const storageClass = {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'fast' },
    provisioner,
    parameters,
  };
  expect(messageIds(runRule(encryptedStorage, JSON.stringify(storageClass)))).toEqual(reports);
});
