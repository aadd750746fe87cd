using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Spool;

/// <summary>
/// Gives small documents their place, counts who still needs which segment, and reuses those that nobody needs. Thread-safe.
/// </summary>
internal sealed class SegmentStore(SegmentFolder folder, SpoolSpace space, SpoolOptions options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<uint, Segment> _all = [];
    private readonly Queue<Segment> _ready = new();
    private Segment? _current;
    private uint _lastId;

    /// <summary>Called, outside the lock, when fewer segments are ready than should be.</summary>
    public Action? SpareWanted { get; set; }

    public int ReadyCount
    {
        get
        {
            lock (_gate)
            {
                return _ready.Count;
            }
        }
    }

    /// <summary>Opens what is on disk and takes up the places that are in use; what is left over is appended to or reused.</summary>
    public void Load(IEnumerable<DataPlace> live)
    {
        foreach (var segment in folder.OpenAll())
        {
            _all.Add(segment.Id, segment);
            _lastId = Math.Max(_lastId, segment.Id);
        }

        foreach (var place in live)
        {
            if (_all.TryGetValue(place.Segment, out var segment))
            {
                segment.LiveCount++;
                segment.LiveBytes += place.Length;
                segment.Tail = Math.Max(segment.Tail, place.Offset + place.Length);
                space.Take(place.Length);
            }
        }

        foreach (var segment in _all.Values.OrderByDescending(segment => segment.Id))
        {
            segment.IsClosed = true;
            if (_current is null && segment.LiveCount > 0)
            {
                segment.IsClosed = false;
                _current = segment;
            }
            else if (segment.IsUnused)
            {
                _ready.Enqueue(segment);
            }
        }
    }

    /// <summary>A place for a document of this many bytes, counted as live until <see cref="Release"/>; null when the spool is full.</summary>
    public (Segment Segment, DataPlace Place)? TryReserve(long bytes)
    {
        var length = Segment.Align(bytes);
        if (!space.TryTake(length))
        {
            return null;
        }

        try
        {
            (Segment, DataPlace) reserved;
            bool low;
            lock (_gate)
            {
                var segment = _current is { } current && current.Tail + length <= options.SegmentBytes ? current : Next();
                var place = new DataPlace(segment.Id, segment.Tail, length);
                segment.Tail += length;
                segment.LiveCount++;
                segment.LiveBytes += length;
                reserved = (segment, place);
                low = _ready.Count < options.SpareSegments;
            }

            if (low)
            {
                SpareWanted?.Invoke();
            }

            return reserved;
        }
        catch (DiskFullException)
        {
            space.Return(length);
            space.NoteFull();
            return null;
        }
    }

    /// <summary>A document's place is not needed any more: its key is destroyed, or it was never accepted.</summary>
    public void Release(DataPlace place)
    {
        space.Return(place.Length);
        lock (_gate)
        {
            if (_all.TryGetValue(place.Segment, out var segment))
            {
                segment.LiveCount--;
                segment.LiveBytes -= place.Length;
                ReuseIfUnused(segment);
            }
        }
    }

    public Segment? Find(uint id)
    {
        lock (_gate)
        {
            return _all.GetValueOrDefault(id);
        }
    }

    /// <summary>The segment, kept from being reused until <see cref="Unpin"/>; null when it is not there.</summary>
    public Segment? Pin(uint id)
    {
        lock (_gate)
        {
            if (_all.TryGetValue(id, out var segment))
            {
                segment.Pins++;
            }

            return segment;
        }
    }

    public void Unpin(Segment segment)
    {
        lock (_gate)
        {
            segment.Pins--;
            ReuseIfUnused(segment);
        }
    }

    /// <summary>Makes one spare segment of zeros, slowly; false when there are enough, or no room.</summary>
    public async Task<bool> PrepareOneAsync(Func<ValueTask> betweenPieces, CancellationToken cancellationToken)
    {
        uint id;
        lock (_gate)
        {
            if (_ready.Count >= options.SpareSegments)
            {
                return false;
            }

            id = ++_lastId;
        }

        if (!space.HasRoomFor(options.SegmentBytes))
        {
            return false;
        }

        var segment = await folder.CreateAsync(id, options.SegmentBytes, betweenPieces, cancellationToken);
        lock (_gate)
        {
            segment.IsClosed = true;
            _all.Add(segment.Id, segment);
            _ready.Enqueue(segment);
        }

        return true;
    }

    /// <summary>The closed segment with the least in it, if it is at most this full; null: none is worth moving.</summary>
    public uint? FindSparse(double fullnessMax)
    {
        lock (_gate)
        {
            var sparse = _all.Values
                .Where(segment => segment.IsClosed && segment.LiveCount > 0 && segment.LiveBytes <= fullnessMax * options.SegmentBytes)
                .MinBy(segment => segment.LiveBytes);
            return sparse?.Id;
        }
    }

    public void Close()
    {
        lock (_gate)
        {
            foreach (var segment in _all.Values)
            {
                segment.File.Dispose();
            }
        }
    }

    private Segment Next()
    {
        if (!_ready.TryDequeue(out var next))
        {
            // only allocation, no zeros: a few system calls and no waits inside, so it is complete when it returns
            var creation = folder.CreateAsync(_lastId + 1, options.SegmentBytes, betweenPieces: null, CancellationToken.None);
            next = creation.GetAwaiter().GetResult();
            _lastId = next.Id;
            _all.Add(next.Id, next);
        }

        var previous = _current;
        next.IsClosed = false;
        next.Tail = Segment.Alignment;
        _current = next;
        if (previous is not null)
        {
            previous.IsClosed = true;
            ReuseIfUnused(previous);
        }

        return next;
    }

    private void ReuseIfUnused(Segment segment)
    {
        if (!segment.IsUnused)
        {
            return;
        }

        if (_ready.Count > options.SpareSegments)
        {
            _all.Remove(segment.Id);
            folder.TryDelete(segment);
        }
        else
        {
            _ready.Enqueue(segment);
        }
    }
}
