using System.Globalization;

namespace Platen.VirtualMfp.Device;

/// <summary>All pages that the device has ever printed; survives restarts in a file of the data folder.</summary>
internal sealed class LifeCounter
{
    private readonly string _path;
    private readonly Lock _lock = new();
    private long _count;

    internal LifeCounter(string dataFolder)
    {
        _path = Path.Combine(dataFolder, "life-count");
        if (File.Exists(_path) && !long.TryParse(File.ReadAllText(_path).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out _count))
        {
            throw new InvalidDataException($"{_path} holds no number; delete it to begin at 0");
        }
    }

    internal long Count => Interlocked.Read(ref _count);

    internal void CountPage()
    {
        lock (_lock)
        {
            Interlocked.Increment(ref _count);
        }
    }

    internal void Save()
    {
        lock (_lock)
        {
            File.WriteAllText(_path + ".tmp", _count.ToString(CultureInfo.InvariantCulture));
            File.Move(_path + ".tmp", _path, overwrite: true);
        }
    }
}
