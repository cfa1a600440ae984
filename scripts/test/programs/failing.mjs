// Ends as soon as it is started, and not well.
console.log('something is wrong');
process.exit(3);
