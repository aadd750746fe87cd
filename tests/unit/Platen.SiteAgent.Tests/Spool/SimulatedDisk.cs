using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Tests.Spool;

/// <summary>
/// A disk in memory that can lose its power at any operation. What was not synced then survives or not, sector by sector and name by name, as the seed says: also
/// later writes without earlier ones. Mutants: files whose <c>SyncData</c> does nothing.
/// </summary>
internal sealed class SimulatedDisk : IDisk
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SimulatedInode> _durableNames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SimulatedInode> _names = new(StringComparer.Ordinal);
    private readonly List<(string Directory, Action Apply)> _pendingNames = [];

    /// <summary>Operations until the power goes; null: never.</summary>
    public int? OperationsLeft { get; set; }

    public int Operations { get; private set; }

    public bool IsOff { get; private set; }

    public long Free { get; set; } = long.MaxValue / 2;

    /// <summary>Mutant: syncing these files (by a part of their path) does nothing.</summary>
    public string? SyncIgnoredFor { get; init; }

    public void CreateDirectory(string path)
    {
    }

    public IReadOnlyList<string> List(string directory)
    {
        lock (_gate)
        {
            Step();
            return [.. _names.Keys.Where(name => Path.GetDirectoryName(name) == directory).Order(StringComparer.Ordinal)];
        }
    }

    public bool Exists(string path)
    {
        lock (_gate)
        {
            return _names.ContainsKey(path);
        }
    }

    public IDiskFile Create(string path)
    {
        lock (_gate)
        {
            Step();
            var inode = new SimulatedInode();
            if (!_names.TryAdd(path, inode))
            {
                throw new IOException($"'{path}' exists.");
            }

            Pend(path, () => _durableNames[path] = inode);
            return new SimulatedFile(this, inode, path);
        }
    }

    public IDiskFile Open(string path)
    {
        lock (_gate)
        {
            Step();
            return new SimulatedFile(this, _names.GetValueOrDefault(path) ?? throw new FileNotFoundException(path), path);
        }
    }

    public void Delete(string path)
    {
        lock (_gate)
        {
            Step();
            if (_names.Remove(path))
            {
                Pend(path, () => _durableNames.Remove(path));
            }
        }
    }

    public void Rename(string from, string to)
    {
        lock (_gate)
        {
            Step();
            var inode = _names[from];
            _names.Remove(from);
            _names[to] = inode;
            Pend(to, () =>
            {
                _durableNames.Remove(from);
                _durableNames[to] = inode;
            });
        }
    }

    public void SyncDirectory(string path)
    {
        lock (_gate)
        {
            Step();
            foreach (var (_, apply) in _pendingNames.Where(pending => pending.Directory == path))
            {
                apply();
            }

            _pendingNames.RemoveAll(pending => pending.Directory == path);
        }
    }

    public long FreeBytes(string directory) => Free;

    public IDisposable Lock(string path) => new MemoryStream();

    /// <summary>Loses the power now, if it is not gone, and gives the disk as it is found afterwards.</summary>
    public SimulatedDisk LosePower(Random random)
    {
        lock (_gate)
        {
            IsOff = true;
            var survivors = random.Next(0, _pendingNames.Count + 1); // names survive in the order of the file system's journal
            foreach (var (_, apply) in _pendingNames.Take(survivors))
            {
                apply();
            }

            var chance = random.Next(0, 4) / 3.0;
            var after = new SimulatedDisk { SyncIgnoredFor = SyncIgnoredFor };
            foreach (var (name, inode) in _durableNames)
            {
                var found = inode.AfterPowerLoss(random, chance);
                after._durableNames.Add(name, found);
                after._names.Add(name, found);
            }

            return after;
        }
    }

    /// <summary>Counts an operation; none is done any more once the power is gone. Called under <see cref="Guard"/>.</summary>
    public void Step()
    {
        Operations++;
        if (OperationsLeft is { } left && Operations > left)
        {
            IsOff = true;
        }

        if (IsOff)
        {
            throw new PowerLostException();
        }
    }

    public T Guard<T>(Func<T> action)
    {
        lock (_gate)
        {
            return action();
        }
    }

    public bool IgnoresSync(string path) => SyncIgnoredFor is { } part && path.Contains(part, StringComparison.Ordinal);

    private void Pend(string path, Action apply) => _pendingNames.Add((Path.GetDirectoryName(path)!, apply));
}
