namespace Platen.Rpc.Tests.Probe;

/// <summary>The methods of grpc-js/probe.proto.</summary>
internal static class ProbeMethods
{
    public const string Service = "platen.rpc.probe.v1.Probe";

    public static readonly RpcMethod<ProbeRequest, ProbeReply> Echo = RpcMethod.Unary<ProbeRequest, ProbeReply>(Service, "Echo");
    public static readonly RpcMethod<ProbeRequest, ProbeReply> Fail = RpcMethod.Unary<ProbeRequest, ProbeReply>(Service, "Fail");
    public static readonly RpcMethod<ProbeRequest, ProbeReply> Stall = RpcMethod.Unary<ProbeRequest, ProbeReply>(Service, "Stall");
    public static readonly RpcMethod<ProbeRequest, ProbeReply> Collect = RpcMethod.ClientStreaming<ProbeRequest, ProbeReply>(Service, "Collect");
    public static readonly RpcMethod<ProbeRequest, ProbeReply> Produce = RpcMethod.ServerStreaming<ProbeRequest, ProbeReply>(Service, "Produce");
    public static readonly RpcMethod<ProbeRequest, ProbeReply> Chat = RpcMethod.Bidi<ProbeRequest, ProbeReply>(Service, "Chat");
}
