using Platen.Architecture.Tests;
using Platen.Architecture.Tests.OrleansApi;
using Platen.Silo.Hosting;

namespace Platen.Cluster.Tests.Wire;

/// <summary>The list of Orleans members that our code calls is true: the architecture tests, which run where this flavour cannot be built, compare that list with Orleans' packages.</summary>
public sealed class HostingCallListTests
{
    private const string List = "tests/architecture/Platen.Architecture.Tests/Golden/orleans-calls.txt";

    [Fact]
    public void List_OfCalls_IsWhatTheCompilerWrote()
    {
        // of the serializer's members, nearly all are called by generated code, and its package cannot be had alone
        var calls = CallSurface.UsedBy(typeof(OrleansSilo).Assembly.Location).Concat(CallSurface.UsedBy(typeof(HostingCallListTests).Assembly.Location))
            .Where(static call => !call.StartsWith("Orleans.Serialization", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal).ToList();
        var listed = Repository.Read(List).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        calls.Except(listed).ShouldBeEmpty($"These calls are new; add them, in order, to {List}.");
        listed.Except(calls).ShouldBeEmpty($"These calls are gone; take them from {List}.");
    }
}
