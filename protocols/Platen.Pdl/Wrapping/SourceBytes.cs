namespace Platen.Pdl.Wrapping;

/// <summary>A stream with a window into it: filled asynchronously, looked at synchronously.</summary>
internal sealed class SourceBytes(Stream source)
{
    private const int WindowBytes = 128 * 1024;
    private byte[] _window = new byte[WindowBytes];
    private int _start;
    private int _end;
    private bool _isOver;

    /// <summary>What is there.</summary>
    public ReadOnlySpan<byte> Window => _window.AsSpan(_start, _end - _start);

    /// <summary>As <see cref="Window"/>, for asynchronous writers.</summary>
    public ReadOnlyMemory<byte> Memory => _window.AsMemory(_start, _end - _start);

    /// <summary>Takes bytes off the window's front.</summary>
    public void Advance(int count) => _start += count;

    /// <summary>Fills the window until it has so many bytes, or the source is over; true: it has.</summary>
    public async ValueTask<bool> FillAsync(int count, CancellationToken cancellationToken)
    {
        while (_end - _start < count && !_isOver)
        {
            MakeRoom(count);
            var read = await source.ReadAsync(_window.AsMemory(_end), cancellationToken);
            _isOver = read == 0;
            _end += read;
        }

        return _end - _start >= count;
    }

    private void MakeRoom(int count)
    {
        if (_end < _window.Length && _start + count <= _window.Length)
        {
            return;
        }

        var target = count > _window.Length ? new byte[count] : _window;
        _window.AsSpan(_start, _end - _start).CopyTo(target);
        (_end, _start, _window) = (_end - _start, 0, target);
    }
}
