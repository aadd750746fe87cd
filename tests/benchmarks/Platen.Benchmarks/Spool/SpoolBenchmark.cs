using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Queues;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Spool;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.Benchmarks.Spool;

/// <summary>What the spool's benchmarks share: a fresh folder, a document, a line of output.</summary>
internal static class SpoolBenchmark
{
    public static readonly JobTerms Terms = new(TimeSpan.FromDays(3), TimeSpan.FromHours(4), DestroyWhenPrinted: false);

    public static JobOrigin Origin { get; } = new(QueueId.Parse("pull"), Contracts.AgentLink.V1.IntakeProtocol.Ipp, "192.0.2.7");

    /// <summary>A new folder under the one named by <c>--dir</c>, or under the temporary folder.</summary>
    public static string NewDirectory(string[] args)
    {
        var at = Array.IndexOf(args, "--dir");
        var parent = at >= 0 && at + 1 < args.Length ? args[at + 1] : Path.GetTempPath();
        return Path.Combine(parent, $"platen-bench-{Guid.CreateVersion7():N}");
    }

    public static int Number(string[] args, string name, int otherwise)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1], System.Globalization.CultureInfo.InvariantCulture) : otherwise;
    }

    public static Task<SpoolEngine> OpenAsync(string directory) =>
        SpoolEngine.OpenAsync(new PosixDisk(), keySource: null, new SpoolOptions { Directory = directory }, TimeProvider.System, NullLogger.Instance);

    public static byte[] Document(int bytes)
    {
        var document = new byte[bytes];
        new Random(1).NextBytes(document);
        return document;
    }

    public static JobDetails Details(int number) => new()
    {
        ClaimedUser = $"user{number % 100}",
        Owner = null,
        Title = $"Document {number} of the benchmark.pdf",
        Facts = new Contracts.AgentLink.V1.DocumentFacts
        {
            Format = "application/pdf",
            Pages = new Contracts.AgentLink.V1.PageCount { Pages = 3, Evidence = Evidence.Parsed },
            Colour = Contracts.AgentLink.V1.ColourMode.Colour,
            Sides = Contracts.AgentLink.V1.Sides.TwoSidedLongEdge,
            Copies = 1,
        },
        Terms = Terms,
    };

    public static void Print(object line) => Console.WriteLine(JsonSerializer.Serialize(line));
}
