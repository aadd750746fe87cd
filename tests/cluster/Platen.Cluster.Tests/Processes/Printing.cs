using System.Text.Json;

namespace Platen.Cluster.Tests.Processes;

/// <summary>Documents on their way, one after the other: a line for each that has come to its end.</summary>
internal sealed class Printing
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<JsonElement> _lines = [];

    /// <summary>Ends when the first document is through, and more are on their way: now a fault hits something.</summary>
    public Task Begun => _begun.Task;

    /// <summary>All of them, in the end.</summary>
    public required Task<IReadOnlyList<JsonElement>> All { get; init; }

    /// <summary>Begins. What the program says besides its lines goes into the exception when it has not said a line.</summary>
    public static Printing Start(Func<Action<string>, Task<ScriptResult>> run)
    {
        var source = new TaskCompletionSource<IReadOnlyList<JsonElement>>(TaskCreationOptions.RunContinuationsAsynchronously);
        var printing = new Printing { All = source.Task };
        _ = printing.FollowAsync(run, source);
        return printing;
    }

    private async Task FollowAsync(Func<Action<string>, Task<ScriptResult>> run, TaskCompletionSource<IReadOnlyList<JsonElement>> all)
    {
        try
        {
            var result = await run(Take);
            _begun.TrySetException(new InvalidOperationException($"No document was printed: {result.Output}"));
            all.SetResult(_lines);
        }
        catch (Exception fault)
        {
            _begun.TrySetException(fault);
            all.SetException(fault);
        }
    }

    private void Take(string line)
    {
        if (line.StartsWith('{'))
        {
            _lines.Add(JsonDocument.Parse(line).RootElement);
            _begun.TrySetResult();
        }
    }
}
