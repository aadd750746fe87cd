namespace Platen.Protocols.Ipp;

/// <summary>Hands out the request-ids of one client: 1 to 2^31 - 1, then from 1 again (RFC 8011 section 4.1.1). Safe for use by many threads.</summary>
public sealed class IppRequestIds
{
    private int _last;

    /// <summary>The next request-id, never 0 nor negative.</summary>
    public int Next()
    {
        while (true)
        {
            var last = Volatile.Read(ref _last);
            var next = last == int.MaxValue ? 1 : last + 1;
            if (Interlocked.CompareExchange(ref _last, next, last) == last)
            {
                return next;
            }
        }
    }

    /// <summary>Ids that go on after <paramref name="last"/>.</summary>
    internal static IppRequestIds After(int last) => new() { _last = last };
}
