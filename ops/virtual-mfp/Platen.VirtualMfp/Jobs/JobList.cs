using System.Collections.Concurrent;
using System.Globalization;

namespace Platen.VirtualMfp.Jobs;

/// <summary>The jobs of this run, the oldest finished ones forgotten beyond a limit, and the sequence of ids, which goes on across restarts.</summary>
internal sealed class JobList
{
    private const int JobsMax = 2_000;
    private readonly ConcurrentDictionary<int, MfpJob> _jobs = new();
    private readonly string _outputFolder;
    private readonly TimeProvider _time;
    private int _lastId;

    internal JobList(string outputFolder, TimeProvider time)
    {
        _outputFolder = outputFolder;
        _time = time;
        Directory.CreateDirectory(outputFolder);
        _lastId = Directory.EnumerateFiles(outputFolder).Select(SequenceOf).DefaultIfEmpty().Max();
    }

    internal IEnumerable<MfpJob> All => _jobs.Values.OrderBy(job => job.Id);

    internal int QueuedCount => _jobs.Values.Count(job => !job.IsOver);

    internal MfpJob? Find(int id) => _jobs.GetValueOrDefault(id);

    /// <summary>Makes a job; null when there are too many that are not finished.</summary>
    internal MfpJob? TryAdd(string protocol, string? name, string? user)
    {
        if (!TryMakeRoom())
        {
            return null;
        }

        var job = new MfpJob { Id = Interlocked.Increment(ref _lastId), Protocol = protocol, ReceivedAt = _time.GetUtcNow(), Name = name, User = user };
        _jobs[job.Id] = job;
        return job;
    }

    /// <summary>Begins to receive the document of a job.</summary>
    internal JobFile Open(MfpJob job) => new(_outputFolder, job);

    private bool TryMakeRoom()
    {
        if (_jobs.Count < JobsMax)
        {
            return true;
        }

        var oldest = _jobs.Values.Where(job => job.IsOver).MinBy(job => job.Id);
        return oldest is not null && _jobs.TryRemove(oldest.Id, out _);
    }

    private static int SequenceOf(string path) =>
        int.TryParse(Path.GetFileName(path).Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence : 0;
}
