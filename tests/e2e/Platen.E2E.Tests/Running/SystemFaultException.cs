namespace Platen.E2E.Tests.Running;

/// <summary>The system answered with a problem.</summary>
public sealed class SystemFaultException(int status, string body) : Exception($"{status}: {body}")
{
    /// <summary>HTTP status.</summary>
    public int Status { get; } = status;
}
