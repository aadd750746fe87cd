namespace Platen.TestKit.Fuzzing;

/// <summary>Ends the process when one input holds the code under test for ever, and keeps the input: no test framework would tell which one it was.</summary>
public sealed class FuzzWatchdog : IDisposable
{
    private static readonly TimeSpan InputTimeMax = TimeSpan.FromSeconds(60);
    private readonly AutoResetEvent next = new(initialState: false);
    private readonly Thread thread;
    private (string Name, int Seed, byte[] Input)? watched;
    private volatile bool isDone;

    public FuzzWatchdog()
    {
        thread = new Thread(Run) { IsBackground = true, Name = "fuzz watchdog" };
        thread.Start();
    }

    /// <summary>The next input begins, so the one before has ended.</summary>
    public void Watch(string name, int seed, byte[] input)
    {
        watched = (name, seed, input);
        next.Set();
    }

    public void Dispose()
    {
        isDone = true;
        next.Set();
        thread.Join();
        next.Dispose();
    }

    private void Run()
    {
        next.WaitOne();
        while (!isDone)
        {
            if (!next.WaitOne(InputTimeMax) && watched is { } stuck)
            {
                var kept = Path.Combine(Path.GetTempPath(), $"platen-fuzz-stuck-{stuck.Seed}.bin");
                File.WriteAllBytes(kept, stuck.Input);
                Environment.FailFast($"{stuck.Name}, seed {stuck.Seed}, holds the code under test for {InputTimeMax}; it is kept as {kept}");
            }
        }
    }
}
