import { type ComparedRow, row } from './row.ts';

/** What is judged of how an image is made: docs/comparison/dockerfiles.md compares with linters of Dockerfiles. */
export const dockerfiles: readonly ComparedRow[] = [
  row('DOC-01', 'root user: none set, or root at the end', ['image/non-root-user'], {
    trivy: 'DS002',
    checkov: 'CKV_DOCKER_3, CKV_DOCKER_8',
  }),
  row('DOC-02', 'user by name, which `runAsNonRoot` refuses', ['image/numeric-user'], {}),
  row('DOC-03', 'base image without a tag, or `latest`', ['image/base-fixed-tag'], {
    trivy: 'DS001',
    checkov: 'CKV_DOCKER_7',
  }),
  row('DOC-04', 'base image not pinned by a digest', ['image/base-pinned-by-digest'], {}),
  row('DOC-05', 'credential in ENV, ARG or LABEL', ['image/credential-in-variable'], {
    trivy: 'DS031, secret scanner',
  }),
  row('DOC-06', 'credential in RUN and in heredocs', ['image/credential-in-step'], { trivy: 'secret scanner' }),
  row('DOC-07', 'secret as a build argument', ['image/secret-build-argument'], { trivy: 'DS031' }),
  row('DOC-08', 'ADD from an address', ['image/add-from-url'], {
    trivy: 'DS005: every ADD',
    checkov: 'CKV_DOCKER_4: every ADD',
  }),
  row('DOC-09', 'checks of certificates and signatures turned off', ['image/unverified-download'], {
    checkov: 'CKV2_DOCKER_2 to 16',
  }),
  row('DOC-10', 'script run straight from the network', ['image/curl-to-shell'], {}),
  row('DOC-11', 'cache of a package manager in a layer', ['image/package-cache'], {
    trivy: 'DS015, DS019, DS020, DS025',
  }),
  row('DOC-12', 'update of the package lists alone', ['image/update-alone'], {
    trivy: 'DS017',
    checkov: 'CKV_DOCKER_5',
  }),
  row('DOC-13', 'SSH server', ['image/ssh-daemon'], { trivy: 'DS004', checkov: 'CKV_DOCKER_1' }),
  row('DOC-14', 'sudo', ['image/sudo'], { trivy: 'DS010', checkov: 'CKV2_DOCKER_1' }),
  row('DOC-15', 'files that everyone may write', ['image/world-writable'], {}),
  row('DOC-16', 'no health check', ['image/health-check'], { trivy: 'DS026', checkov: 'CKV_DOCKER_2' }),
  row('DOC-17', 'setuid and setgid files', ['image/setuid-file'], {}),
  row('DOC-18', 'credential in a file of any layer', ['image/credential-in-file'], { trivy: 'secret scanner' }),
  row('DOC-19', 'bytes that layers carry for nothing', ['image/wasted-space'], {}),
  row('DOC-20', 'vulnerability that a newer version mends', ['image/fixable-vulnerability'], {
    trivy: 'vulnerability scanner',
  }),
  row('DOC-21', 'vulnerability without a fix', ['image/unfixed-vulnerability'], { trivy: 'vulnerability scanner' }),
  row('DOC-22', 'too many layers', ['image/too-many-layers'], {}),
  row('DOC-23', 'size against a budget', ['image/size'], {}),
  row('DOC-24', 'age of the image', ['image/age'], {}),
  row('DOC-25', 'compilers and other tools of a build', ['image/build-tools'], {}),
  row('DOC-26', 'shell or package manager in a minimal image', ['image/shell-in-minimal'], {}),
  row('DOC-27', 'distribution whose support has ended', ['image/end-of-life-base'], {
    trivy: 'a warning beside the vulnerabilities',
  }),
  row('DOC-28', 'language whose support has ended', ['image/end-of-life-runtime'], {}),
  row('DOC-29', 'SBOM of another state of the image', ['image/current-sbom'], {}),
  row('DOC-30', 'vulnerability that is known to be exploited', ['image/known-exploited-vulnerability'], {}),
];
