using Platen.Benchmarks;

return await BenchmarkRegistry.RunAsync(args);
