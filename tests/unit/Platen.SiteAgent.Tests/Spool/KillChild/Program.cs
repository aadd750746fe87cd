using Microsoft.Extensions.Logging.Abstractions;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Spool;
using Platen.SiteAgent.Spool.Disk;
using Platen.SiteAgent.Tests.Spool;

// The process that KillTests kills: it takes documents in without end, and writes a line for each one after it was acknowledged.
var options = new SpoolOptions { Directory = args[0], SegmentBytes = 4 * 1024 * 1024, JournalFileBytes = 1024 * 1024, CheckpointBytes = 256 * 1024, SpareSegments = 1 };
await using var engine = await SpoolEngine.OpenAsync(new PosixDisk(), keySource: null, options, TimeProvider.System, NullLogger.Instance);
var seed = int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture);
var gate = new Lock();
await Task.WhenAll(Enumerable.Range(0, 4).Select(client => Task.Run(async () =>
{
    for (var number = 0; ; number++)
    {
        var documentSeed = (seed * 1_000_003) + (client * 100_003) + number;
        var size = documentSeed % 50 == 0 ? 1_500_000 : (documentSeed & 0x7fffffff) % 90_000;
        await using var intake = engine.Jobs.BeginReceive(JobId.New(TimeProvider.System), SpoolFixture.Origin());
        await intake.AppendAsync(SpoolFixture.Bytes(size, documentSeed));
        if ((await intake.CompleteAsync(SpoolFixture.Details())).Code == ReceiveCode.Accepted)
        {
            lock (gate)
            {
                Console.WriteLine($"{intake.Id} {size} {documentSeed}");
                Console.Out.Flush();
            }
        }
    }
})));
