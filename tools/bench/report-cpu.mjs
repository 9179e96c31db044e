// Preloaded into a server (--import): tells its parent how much CPU it has used, when asked.
process.on('message', () => process.send(process.cpuUsage()));
