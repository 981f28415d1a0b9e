export default {
  // Relative addresses, so that what is built runs under any path.
  base: './',
  // The library and the digits lie in folders above this one.
  server: { fs: { allow: ['../..'] } },
};
