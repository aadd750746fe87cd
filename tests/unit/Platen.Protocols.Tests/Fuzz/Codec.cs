namespace Platen.Protocols.Tests.Fuzz;

/// <summary>A codec as the fuzzer sees it.</summary>
/// <param name="Name">Names its cases in <c>Fuzz/Found</c>.</param>
/// <param name="Seeds">Valid messages.</param>
/// <param name="Split">Where a message's parts lie (they may lie in each other): what the fuzzer removes, repeats, swaps and lies about.</param>
/// <param name="Run">Reads a message, and checks what must be true of whatever was read.</param>
/// <param name="IsDeclared">Whether an exception is the declared outcome of malformed input.</param>
internal sealed record Codec(string Name, byte[][] Seeds, Func<byte[], IReadOnlyList<Range>> Split, Action<byte[]> Run, Func<Exception, bool> IsDeclared)
{
    /// <summary>The codec's name: it stands in the test's.</summary>
    public override string ToString() => Name;
}
