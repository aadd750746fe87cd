namespace Platen.VirtualMfp.Jobs;

/// <summary>Counts a pattern in octets that arrive in pieces; keeps only what may belong to an occurrence across two pieces.</summary>
internal sealed class PatternCounter
{
    private readonly byte[] _pattern;
    private readonly int _lookAhead;
    private readonly PatternMatch _matches;
    private byte[] _window = [];
    private int _kept;
    private int _count;

    internal PatternCounter(ReadOnlySpan<byte> pattern, int lookAhead, PatternMatch matches)
    {
        _pattern = pattern.ToArray();
        _lookAhead = lookAhead;
        _matches = matches;
    }

    internal void Add(ReadOnlySpan<byte> octets)
    {
        if (_window.Length < _kept + octets.Length)
        {
            Array.Resize(ref _window, _kept + octets.Length);
        }

        octets.CopyTo(_window.AsSpan(_kept));
        Scan(_kept + octets.Length, isLast: false);
    }

    internal int Finish()
    {
        Scan(_kept, isLast: true);
        return _count;
    }

    private void Scan(int length, bool isLast)
    {
        var window = _window.AsSpan(0, length);
        var from = 0;
        while (true)
        {
            var found = window[from..].IndexOf(_pattern);
            if (found < 0)
            {
                Keep(window, Math.Max(from, length - _pattern.Length + 1));
                return;
            }

            var at = from + found;
            if (length - at < _lookAhead && !isLast)
            {
                Keep(window, at);
                return;
            }

            _count += _matches(window[at..Math.Min(length, at + _lookAhead)]) ? 1 : 0;
            from = at + _pattern.Length;
        }
    }

    private void Keep(Span<byte> window, int from)
    {
        window[from..].CopyTo(window);
        _kept = window.Length - from;
    }
}
