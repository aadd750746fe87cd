namespace Platen.E2E.Tests.Running;

/// <summary>Where the virtual MFP is told what to do, and where it puts what it prints.</summary>
public sealed record MfpEndpoints(string Output, Uri Control);
