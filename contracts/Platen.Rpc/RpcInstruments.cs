using System.Diagnostics.Metrics;

namespace Platen.Rpc;

/// <summary>What is counted about calls; meter <c>Platen.Rpc</c>.</summary>
internal static class RpcInstruments
{
    private static readonly Meter Meter = new("Platen.Rpc");

    private static readonly Counter<long> ServerCalls =
        Meter.CreateCounter<long>("platen.rpc.server.calls", description: "Calls that the server has ended, by method and status.");

    private static readonly Counter<long> RefusedMessages =
        Meter.CreateCounter<long>("platen.rpc.messages.refused", description: "Messages refused because their declared length is over the limit.");

    public static void OnServerCallEnded(string path, RpcStatusCode code) => ServerCalls.Add(1, new("rpc.method", path), new("rpc.status", code.ToString()));

    public static void OnMessageRefused() => RefusedMessages.Add(1);
}
