export { apkInstalled } from './alpine/apk-installed.ts';
export { dpkgFiles } from './debian/dpkg-files.ts';
export { dpkgStatus } from './debian/dpkg-status.ts';
export { osRelease } from './linux/os-release.ts';
