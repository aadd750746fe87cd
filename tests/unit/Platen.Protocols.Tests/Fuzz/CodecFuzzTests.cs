using System.Diagnostics;
using Platen.TestKit.Fuzzing;
using Xunit.Abstractions;

namespace Platen.Protocols.Tests.Fuzz;

/// <summary>Every external input is hostile: no message makes a codec throw anything but its declared exception, hang, or break what must be true of whatever it read.</summary>
public sealed class CodecFuzzTests(ITestOutputHelper output)
{
    private const int FastRuns = 12_000;
    private static readonly TimeSpan FastTimeMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan SlowTimePerCodec = TimeSpan.FromSeconds(60);

    public static TheoryData<string> Names => [.. Codecs.All.Select(codec => codec.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Messages_Valid_AreTaken(string name)
    {
        var codec = Codecs.Find(name);
        foreach (var seed in codec.Seeds)
        {
            codec.Run(seed);
            codec.Split(seed).Count.ShouldBeGreaterThan(1, "the fuzzer sees no structure");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Messages_Mutated_EndAsDeclared(string name)
    {
        var codec = Codecs.Find(name);
        var watch = Stopwatch.StartNew();
        for (var seed = 0; seed < FastRuns; seed++)
        {
            Try(codec, MessageMutator.Mutate(codec, seed), $"seed {seed}");
        }

        watch.Elapsed.ShouldBeLessThan(FastTimeMax);
    }

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("suite", "slow")]
    public void Messages_MutatedForSomeTime_EndAsDeclared(string name)
    {
        var codec = Codecs.Find(name);
        // each day other variants; the seed stands in the message of a failure
        var (first, runs, refused) = (Environment.TickCount, 0, 0);
        using var watchdog = new FuzzWatchdog();
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < SlowTimePerCodec; runs++)
        {
            var seed = unchecked(first + runs);
            var message = MessageMutator.Mutate(codec, seed);
            watchdog.Watch(name, seed, message);
            refused += Try(codec, message, $"seed {seed}") ? 0 : 1;
        }

        output.WriteLine($"{name}: {runs} messages, {refused} refused");
    }

    [Fact]
    public void EveryMessageThatWasEverFound_EndsAsDeclared()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Fuzz", "Found"), "*.bin"))
        {
            // ipp.what-was-wrong.bin
            Try(Codecs.Find(Path.GetFileName(file).Split('.')[0]), File.ReadAllBytes(file), Path.GetFileName(file));
        }
    }

    private static bool Try(Codec codec, byte[] message, string which)
    {
        try
        {
            codec.Run(message);
            return true;
        }
        catch (Exception fault) when (codec.IsDeclared(fault))
        {
            return false;
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"{codec.Name}, {which}: {fault.GetType().Name} ({fault.Message}) from {Convert.ToHexString(message)}: keep it as Fuzz/Found/{codec.Name}.WHAT.bin", fault);
        }
    }
}
