using System.Globalization;

namespace Platen.E2E.Tests.Running;

/// <summary>A wall clock that a test steps while its programs run (libfaketime, Debian package faketime). Timers and time-outs are left alone, as when an administrator sets the clock.</summary>
public sealed class SteppedClock
{
    private const string Library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";

    private readonly string _file;

    public SteppedClock(string folder)
    {
        if (!File.Exists(Library))
        {
            throw new FileNotFoundException($"{Library} is missing; ops/test installs the Debian package faketime, which has it.");
        }

        _file = Path.Combine(folder, $"clock-{Guid.CreateVersion7()}");
        Step(TimeSpan.Zero);
        Environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["LD_PRELOAD"] = Library,
            ["FAKETIME_TIMESTAMP_FILE"] = _file,
            ["FAKETIME_CACHE_DURATION"] = "1",
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
        };
    }

    /// <summary>What a program is started with.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>Steps the clock to so much before or behind the real one; it is seen within a second.</summary>
    public void Step(TimeSpan offset) => File.WriteAllText(_file, string.Create(CultureInfo.InvariantCulture, $"{(long)offset.TotalSeconds:+0;-0}"));
}
