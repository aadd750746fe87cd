using System.Diagnostics.Metrics;
using Platen.Domain.Backups;

namespace Platen.Store.Backups;

/// <summary>The meter <c>Platen.Backup</c>: attempts by result, time and size of the last one, and how old the newest good backup is.</summary>
internal sealed class BackupInstruments : IDisposable
{
    private readonly Meter _meter = new("Platen.Backup");
    private readonly Counter<long> _runs;
    private readonly Histogram<double> _seconds;
    private readonly Histogram<long> _bytes;
    private readonly TimeProvider _time;
    private long _newestTicks;

    public BackupInstruments(TimeProvider time)
    {
        _time = time;
        _runs = _meter.CreateCounter<long>("platen.backup.runs", "{run}", "Attempts to make a backup, by result.");
        _seconds = _meter.CreateHistogram<double>("platen.backup.duration", "s", "How long backups took.");
        _bytes = _meter.CreateHistogram<long>("platen.backup.size", "By", "Sizes of backup files.");
        _meter.CreateObservableGauge("platen.backup.age", Age, "s", "How old the newest good backup of the database is; nothing while none is known.");
    }

    public void OnRun(BackupResult result)
    {
        _runs.Add(1, new KeyValuePair<string, object?>("result", result.Code.ToString()));
        if (result.Made is { } made)
        {
            _seconds.Record(result.Took.TotalSeconds);
            _bytes.Record(made.Bytes);
            OnNewest(made.At);
        }
    }

    public void OnNewest(DateTimeOffset at) => Interlocked.Exchange(ref _newestTicks, at.UtcTicks);

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<double>> Age()
    {
        var ticks = Interlocked.Read(ref _newestTicks);
        return ticks == 0 ? [] : [new Measurement<double>((_time.GetUtcNow() - new DateTimeOffset(ticks, TimeSpan.Zero)).TotalSeconds)];
    }
}
