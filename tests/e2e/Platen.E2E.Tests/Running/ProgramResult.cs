namespace Platen.E2E.Tests.Running;

/// <summary>How a program ended, and all that it wrote.</summary>
public sealed record ProgramResult(int ExitCode, string Output)
{
    /// <summary>Fails, with the program's own words, unless it ended with 0.</summary>
    public ProgramResult MustSucceed()
    {
        ExitCode.ShouldBe(0, Output);
        return this;
    }
}
