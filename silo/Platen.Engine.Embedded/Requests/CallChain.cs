namespace Platen.Engine.Embedded.Requests;

/// <summary>The request on whose behalf the calling code runs; it flows with the execution context, also through awaits.</summary>
internal static class CallChain
{
    private static readonly AsyncLocal<GrainRequest?> CurrentRequest = new();

    public static GrainRequest? Current => CurrentRequest.Value;

    public static void Enter(GrainRequest request) => CurrentRequest.Value = request;
}
