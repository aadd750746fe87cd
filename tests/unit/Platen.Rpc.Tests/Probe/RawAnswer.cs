using System.Net;

namespace Platen.Rpc.Tests.Probe;

/// <summary>A response as it was on the wire.</summary>
internal sealed record RawAnswer(HttpStatusCode StatusCode, byte[] Body, string? GrpcStatus, string? GrpcMessage, string? AcceptEncoding);
